-- What a company earned of what it could earn on the questions that carry a risk theme.
-- Grain: one row per round, company and theme.
create or replace temp table theme_sum as
select
    response.round,
    response.company_no,
    question_theme.theme_no,
    sum(response.earned) as earned,
    sum(response.possible) as possible
from response
join question_theme using (round, question_no)
group by response.round, response.company_no, question_theme.theme_no;
