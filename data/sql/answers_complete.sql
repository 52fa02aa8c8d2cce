-- The answers of a delivery, complete: what was not answered stands there as such.
-- Grain: one row per company x question of the round's version x assessor, for every assessment that was handed in
-- or begun. A question that is not for the company's segment is not applicable.
with begun as (
    select c.company, c.number as company_number, c.segment_bit, a.assessor, a.number as assessor_number
    from typed_assessments t
    join number_company c on t.company = c.company
    join number_assessor a on t.assessor = a.assessor
    left join answered_by b on b.company = c.number and b.assessor = a.number
    where t.submitted_on is not null or b.filled > 0
), asked as (
    select
        b.company,
        q.question,
        b.assessor,
        q.segment_bits & b.segment_bit <> 0 as applies,
        (b.company_number * 100000 + q.number) * 10 + b.assessor_number as key
    from begun b cross join number_question q
)
select
    a.company,
    a.question,
    a.assessor,
    case
        when t.value >= 0 then 'answered'
        when t.value = -1 or not a.applies then 'not_applicable'
        else 'unanswered'
    end as state,
    case when t.value >= 0 then t.value end as value_micro
from asked a left join typed_answers t using (key);
