-- What the view `incoming` changes against the view `counting`, the version that counts until now.
-- Grain: one row: rows added, removed and changed (the same key with other content), and the companies concerned.
-- Rows are compared by hashes of key and content, made here and now for both sides.
with
new_rows as (
    select row_key, any_value(company) as company, count(*) as n, sum(hash(incoming)) as content
    from incoming
    group by row_key
),
old_rows as (
    select row_key, any_value(company) as company, count(*) as n, sum(hash(counting)) as content
    from counting
    group by row_key
),
different as (
    select
        new_rows.company as new_company,
        old_rows.company as old_company,
        coalesce(new_rows.n, 0) as n_new,
        coalesce(old_rows.n, 0) as n_old
    from new_rows
    full join old_rows using (row_key)
    where new_rows.content is distinct from old_rows.content
),
concerned as (
    select new_company as company from different
    union
    select old_company from different
)
select
    (select coalesce(sum(greatest(n_new - n_old, 0)), 0) from different) as rows_added,
    (select coalesce(sum(greatest(n_old - n_new, 0)), 0) from different) as rows_removed,
    (select coalesce(sum(least(n_new, n_old)), 0) from different) as rows_changed,
    (select coalesce(list(company order by company), []) from concerned where company is not null) as companies;
