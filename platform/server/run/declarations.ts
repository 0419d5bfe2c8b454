// SPDX-License-Identifier: Apache-2.0
import type { ServerModule } from '../server-module.ts';

function twice(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
}

function* faultsOf(modules: readonly ServerModule[]): Generator<string> {
  const declarations = modules.map((module) => module.declaration);
  const ids = declarations.map(({ id }) => id);
  const permissions = new Set(declarations.flatMap((declaration) => declaration.permissions.map(({ id }) => id)));
  const events = new Set(declarations.flatMap((declaration) => declaration.events.map(({ name }) => name)));
  for (const name of twice(ids)) yield `domain ${name} is bound twice`;
  for (const name of twice(declarations.flatMap((declaration) => declaration.measures.map(({ id }) => id))))
    yield `measure ${name} is declared twice`;
  for (const name of twice(modules.flatMap(({ routes }) => routes.map((route) => `${route.kind} ${route.path}`))))
    yield `route ${name} is declared twice`;
  for (const { declaration, routes, measures, subscribers } of modules) {
    const { id, needs, screens } = declaration;
    for (const need of needs) if (!ids.includes(need)) yield `${id} needs ${need}, which is not bound`;
    if (!permissions.has(`${id}.read`)) yield `${id} declares no permission ${id}.read`;
    for (const { door, path } of routes) {
      if (typeof door === 'object' && !permissions.has(door.permission))
        yield `${path} asks for ${door.permission}, which nobody declares`;
    }
    for (const { permission, path } of screens) {
      if (permission !== null && !permissions.has(permission))
        yield `screen ${path} asks for ${permission}, which nobody declares`;
    }
    const declared = declaration.measures.map((measure) => measure.id).sort();
    const bound = measures.map((source) => source.declaration.id).sort();
    if (declared.join() !== bound.join())
      yield `${id} declares the measures ${declared.join(', ')} and binds ${bound.join(', ')}`;
    for (const { changedBy, id: measure } of declaration.measures) {
      if (!measure.startsWith(`${id}.`)) yield `measure ${measure} does not begin with its domain, ${id}`;
      for (const event of changedBy)
        if (!events.has(event)) yield `measure ${measure} is changed by ${event}, which nobody declares`;
    }
    for (const { event } of subscribers)
      if (!events.has(event)) yield `${id} subscribes to ${event}, which nobody declares`;
  }
}

/** Names that do not fit together stop the boot: all of them at once. */
export function checkDeclarations(modules: readonly ServerModule[]): void {
  const faults = [...faultsOf(modules)];
  if (faults.length > 0) throw new Error(`the domains do not fit together:\n  ${faults.join('\n  ')}`);
}
