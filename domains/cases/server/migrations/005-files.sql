-- Cases may have files: a photo of the place, a receipt. None is ever asked for; whoever sees the case sees them.

INSERT INTO file_host (records) VALUES ('cases');
