-- Answers for the same company x question x assessor.
-- Grain: one row per later row of the delivery (a wide row once), with the first place. Parameter: the largest number.
with placed as (
    select
        sheet_number, row_number, position, question, company,
        first_value({sheet_number: sheet_number, row_number: row_number}) over by_key as first_place,
        row_number() over by_key as n
    from typed_answers
    semi join (select company, assessor from answered_by where answers > questions) using (company, assessor)
    where question is not null
    window by_key as (partition by company, question, assessor order by sheet_number, row_number, position)
)
select
    p.sheet_number,
    p.row_number,
    c.company,
    arg_min(q.question, coalesce(p.position, 0)) as question,
    min(p.first_place).sheet_number as first_sheet_number,
    min(p.first_place).row_number as first_row
from placed p
join number_question q on p.question = q.number
join number_company c on p.company = c.number
where n > 1
group by p.sheet_number, p.row_number, c.company
order by p.sheet_number, p.row_number
limit ?;
