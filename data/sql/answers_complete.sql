-- The answers of a delivery, complete: what was not answered stands there as such.
-- Grain: one row per company x question of the round's version x assessor, for every assessment that was handed in
-- or begun. A question that is not for the company's segment is not applicable.
-- Only for assessments that lack a question is every question gone through.
with begun as (
    select
        c.company as name, a.assessor as code, c.number as company, a.number as assessor, c.segment_bit,
        coalesce(b.answers, 0) as answers
    from typed_assessments t
    join number_company c on t.company = c.company
    join number_assessor a on t.assessor = a.assessor
    left join answered_by b on b.company = c.number and b.assessor = a.number
    where t.submitted_on is not null or b.filled > 0
), delivered as (
    select b.name, q.question, b.code, t.value, q.segment_bits & b.segment_bit <> 0 as asked
    from typed_answers t
    join number_question q on t.question = q.number
    join begun b on t.company = b.company and t.assessor = b.assessor
), incomplete as (
    select * from begun where answers < (select count(*) from number_question)
), present as (
    select company, assessor, question from typed_answers semi join incomplete using (company, assessor)
), lacking as (
    select b.name, q.question, b.code, null::bigint as value, q.segment_bits & b.segment_bit <> 0 as asked
    from incomplete b cross join number_question q
    anti join present p on p.company = b.company and p.assessor = b.assessor and p.question = q.number
)
select
    name as company,
    question,
    code as assessor,
    case
        when value >= 0 then 'answered'
        when value = -1 or not asked then 'not_applicable'
        else 'unanswered'
    end as state,
    case when value >= 0 then value end as value_micro
from (select * from delivered union all select * from lacking);
