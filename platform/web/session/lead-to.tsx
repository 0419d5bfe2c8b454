// SPDX-License-Identifier: Apache-2.0
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';

/**
 * Leads to another page, once. The router's own `Navigate` goes again each time it is drawn: on a page that reads the address that is
 * a circle without an end, for going there changes the address before the page has left.
 */
export function LeadTo({ href }: { readonly href: string }): ReactNode {
  const navigate = useNavigate();
  useEffect(() => void navigate({ href, replace: true }), [navigate, href]);
  return null;
}
