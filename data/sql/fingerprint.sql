-- What recognises the content of the view `incoming`, whatever the order of its rows.
-- Grain: one row: the number of rows and two sums of row hashes (equal sums stand for equal rows; where they differ
-- after an upgrade of the database, the exact comparison of changes.sql decides).
with hashed as (select hash(incoming) as row_hash from incoming)
select count(*), coalesce(sum(row_hash), 0), coalesce(sum(hash('again', row_hash)), 0)
from hashed;
