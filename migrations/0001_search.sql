-- Full-text search over the words of entries. Contentless: the words themselves stay in `entries` alone.
CREATE VIRTUAL TABLE entry_search USING fts5(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
--> statement-breakpoint
CREATE TRIGGER entries_searchable AFTER INSERT ON entries
WHEN json_extract(new.data, '$.text') IS NOT NULL OR json_extract(new.data, '$.title') IS NOT NULL
BEGIN
  INSERT INTO entry_search (rowid, words)
  VALUES (new.row_id, coalesce(json_extract(new.data, '$.title') || ' ', '') || coalesce(json_extract(new.data, '$.text'), ''));
END;
--> statement-breakpoint
CREATE TRIGGER entries_unsearchable AFTER UPDATE OF data ON entries
BEGIN
  DELETE FROM entry_search WHERE rowid = new.row_id;
END;
