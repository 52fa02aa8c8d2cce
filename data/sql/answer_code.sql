-- The answers of one assessor in $round as one number each; the one pass over all answers.
-- Grain: one row per question and company that $assessor assessed. place = question_no * $companies + company_no; code
-- is the answer in millionths of a point, -1 for unanswered, -2 for not applicable.
with companies as (
    select answer_word.number as company, roster.company_no
    from assessment
    join roster using (round, company)
    join answer_word on answer_word.word = assessment.company
    where assessment.round = $round and assessment.assessor = $assessor and assessment.submitted_on is not null
), questions as (
    select answer_word.number as question, question_number.question_no
    from question_number join answer_word on answer_word.word = question_number.question
)
select
    question_no * $companies + company_no as place,
    coalesce(value_micro, case when applicable then -1 else -2 end) as code
from counting_answer
join companies using (company)
join questions using (question)
where round = $round and assessor = (select number from answer_word where word = $assessor);
