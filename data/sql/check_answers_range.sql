-- Answers above their question's maximum, or given to a question that is not for the company's segment.
-- Grain: one row per faulty answer, in the order of the delivery.
-- Parameter: the largest number of rows.
with faulty as (
    select
        t.sheet_number,
        t.row_number,
        t.position,
        q.question,
        q.maximum,
        t.value > q.maximum * 1000000 as too_high
    from typed_answers t
    join number_question q on t.question = q.number
    join number_company c on t.company = c.number
    where t.value > q.maximum * 1000000 or (t.value >= 0 and q.segment_bits & c.segment_bit = 0)
)
select f.sheet_number, f.row_number, f.position, f.question, f.maximum, f.too_high, t.value as found
from faulty f
join text_answers t
    on f.sheet_number = t.sheet_number and f.row_number = t.row_number and f.position is not distinct from t.position
order by f.sheet_number, f.row_number, f.position
limit ?;
