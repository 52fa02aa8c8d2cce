-- The answers of the self-assessments in $round as one number each; the one pass over all answers.
-- Grain: one row per company and question. place = question_no * $companies + company_no; code is the answer in
-- millionths of a point, -1 for unanswered, -2 for not applicable.
with companies as (
    select distinct number as company, company_no::bigint as company_no
    from roster join answer_word on word = roster.company
), questions as (
    select number as question, question_no
    from question_number join answer_word on word = question_number.question
)
select
    question_no * $companies + company_no as place,
    coalesce(value_micro, case when applicable then -1 else -2 end) as code
from counting_answer
join companies using (company)
join questions using (question)
where round = $round and assessor = (select number from answer_word where word = 'self');
