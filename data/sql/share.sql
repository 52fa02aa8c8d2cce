-- How much of a company's questionnaire is silent: unanswered among the questions that apply, not applicable among
-- all, per step and overall, in millionths of a percent, half up.
-- Grain: one row per round, company and series; no row where there is nothing to divide by.
insert into company_value
with part as (
    select round, company_no, step_no, questions, unanswered, not_applicable
    from step_sum
    union all
    select round, company_no, null, sum(questions), sum(unanswered), sum(not_applicable)
    from step_sum
    group by round, company_no
), share as (
    select 'unanswered' as measure, round, company_no, step_no, unanswered as silent, questions - not_applicable as base
    from part
    union all
    select 'not_applicable', round, company_no, step_no, not_applicable, questions
    from part
)
select
    share.round, share.company_no, series.series_no,
    ((200000000 * silent + base) // (2 * base))::bigint as value
from share
join series on series.measure = share.measure and series.part_no is not distinct from share.step_no
where base > 0;
