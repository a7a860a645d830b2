-- The planned home that would make room for one left out, where its nearest miss is.
ALTER TABLE unplanned ADD COLUMN pushes TEXT NOT NULL DEFAULT '';
