-- The answers of a delivery, complete: what was not answered stands there as such.
-- Grain: one row per company x question of the round's version x assessor, for every assessment that was handed in
-- or begun. A question that is not for the company's segment is not applicable.
-- Companies, questions and assessors by number; states in the order of ANSWER_STATES.
-- Only for assessments that lack a question is every question gone through.
with begun as (
    select c.number as company, a.number as assessor, c.segment_bit, coalesce(b.answers, 0) as answers
    from typed_assessments t
    join number_company c on t.company = c.company
    join number_assessor a on t.assessor = a.assessor
    left join answered_by b on b.company = c.number and b.assessor = a.number
    where t.submitted_on is not null or b.filled > 0
), delivered as (
    select company, question, assessor, value, asked
    from typed_answers
    semi join begun using (company, assessor)
    where question is not null
), incomplete as (
    select * from begun where answers < (select count(*) from number_question)
), present as (
    select company, assessor, question from typed_answers semi join incomplete using (company, assessor)
), lacking as (
    select b.company, q.number, b.assessor, null::bigint as value, q.segment_bits & b.segment_bit <> 0 as asked
    from incomplete b cross join number_question q
    anti join present p on p.company = b.company and p.assessor = b.assessor and p.question = q.number
)
select
    company,
    question,
    assessor,
    case when value >= 0 then 0 when value = -1 or not asked then 1 else 2 end::tinyint as state,
    case when value >= 0 then value end as value_micro
from (select * from delivered union all select * from lacking);
