-- Answers whose text is neither a number from 0 nor "n.v.t.", with the maximum of their question.
-- Grain: one row per faulty answer, in the order of the delivery. Parameter: the largest number of rows.
select t.sheet_number, t.row_number, t.position, q.maximum, t.value as found
from text_answers t
join map_answers_value v on coalesce(t.value, '') = v.text and v.problem is not null
join map_question m on coalesce(t.question, '') = m.text
left join number_question q on m.number = q.number
order by t.sheet_number, t.row_number, t.position
limit ?;
