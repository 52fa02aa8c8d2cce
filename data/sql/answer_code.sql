-- The answers of the self-assessments in $round as one number each; the one pass over all answers.
-- Grain: one row per company and question. place = question_no * $companies + company_no; code is the answer in
-- millionths of a point, -1 for unanswered, -2 for not applicable.
select
    question_number.question_no * $companies + numbered.company_no as place,
    case answer.state when 'answered' then answer.value_micro when 'unanswered' then -1 else -2 end as code
from answer
join (select distinct company, company_no::bigint as company_no from roster) as numbered using (company)
join question_number using (question)
where answer.round = $round and answer.assessor = 'self';
