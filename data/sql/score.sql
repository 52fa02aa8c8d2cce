-- The maturity scores of a company: per step, per theme and overall, in millionths of a percent, half up.
-- Grain: one row per round, company and series; a company without applicable answers has no row.
-- Overall is the mean of the step scores; all $steps of them are needed unless $every_step is false.
insert into company_value
with step_score as (
    select
        round, company_no, step_no,
        ((200 * coalesce(earned, 0) + possible) // (2 * possible))::bigint as value
    from step_sum
    where possible > 0
), overall as (
    select
        round, company_no,
        ((2 * sum(value) + count(*)) // (2 * count(*)))::bigint as value
    from step_score
    group by round, company_no
    having count(*) = $steps or not $every_step
), theme_score as (
    select
        round, company_no, theme_no,
        ((200 * coalesce(earned, 0) + possible) // (2 * possible))::bigint as value
    from theme_sum
    where possible > 0
)
select round, company_no, series.series_no, value
from step_score
join series on series.measure = 'maturity' and series.part = 'step' and series.part_no = step_no
union all
select round, company_no, series.series_no, value
from theme_score
join series on series.measure = 'maturity' and series.part = 'theme' and series.part_no = theme_no
union all
select round, company_no, series.series_no, value
from overall
join series on series.measure = 'maturity' and series.part = 'overall';
