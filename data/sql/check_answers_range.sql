-- Answers above their question's maximum, or given to a question that is not for the company's segment.
-- Grain: one row per faulty answer, in the order of the delivery. Parameter: the largest number of rows.
select f.sheet_number, f.row_number, f.position, q.question, q.maximum, f.too_high, t.value as found
from typed_answers f
join number_question q on f.question = q.number
join text_answers t
    on f.sheet_number = t.sheet_number and f.row_number = t.row_number and f.position is not distinct from t.position
where f.too_high or (f.value >= 0 and not f.asked)
order by f.sheet_number, f.row_number, f.position
limit ?;
