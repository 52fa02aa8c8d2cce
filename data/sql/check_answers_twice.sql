-- Answers for the same company x question x assessor.
-- Grain: one row per later row of the delivery (a wide row once), with the first place. Parameter: the largest number.
with repeated as (
    select key from typed_answers where key is not null group by key having count(*) > 1
), placed as (
    select
        sheet_number, row_number, position, question, assessor, company,
        first_value({sheet_number: sheet_number, row_number: row_number}) over by_key as first_place,
        row_number() over by_key as n
    from typed_answers semi join repeated using (key)
    window by_key as (partition by key order by sheet_number, row_number, position)
)
select
    p.sheet_number,
    p.row_number,
    min(p.position) as position,
    arg_min(c.company, p.position) as company,
    arg_min(q.question, p.position) as question,
    min(p.first_place).sheet_number as first_sheet_number,
    min(p.first_place).row_number as first_row
from placed p
join number_question q on p.question = q.number
join number_company c on p.company = c.number
where n > 1
group by p.sheet_number, p.row_number
order by p.sheet_number, p.row_number
limit ?;
