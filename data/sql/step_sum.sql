-- What a company earned of what it could earn per OECD step, and how many questions it left open.
-- Grain: one row per round, company and step.
create or replace temp table step_sum as
select
    response.round,
    response.company_no,
    question.step_no,
    sum(response.earned) as earned,
    sum(response.possible) as possible,
    count(*) as questions,
    count(*) filter (response.unanswered) as unanswered,
    count(*) filter (response.not_applicable) as not_applicable
from response
join question using (round, question_no)
group by response.round, response.company_no, question.step_no;
