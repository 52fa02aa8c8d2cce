-- Actions by step or theme and by status: whether a company has at least one, and how many. An action without a theme
-- counts at its step and at no theme.
-- Grain: one row per round, company with an action plan and series.
insert into company_value
with mine as (
    select roster.round, roster.company_no, action.step, action.theme, action.status
    from action
    join roster using (round, company)
), plan as (
    select distinct round, company_no from mine
), told as (
    select round, company_no, unnest(['action_companies', 'action_rows']) as measure, step || ':' || status as item
    from mine
    union all
    select round, company_no, unnest(['action_theme_companies', 'action_theme_rows']), theme || ':' || status
    from mine
    where theme is not null
), counted as (
    select round, company_no, measure, item, count(*) as actions
    from told
    group by all
)
select
    plan.round, plan.company_no, series.series_no,
    case
        when series.measure in ('action_rows', 'action_theme_rows') then coalesce(counted.actions, 0)
        else (counted.actions is not null)::bigint
    end
from plan
join series_round using (round)
join series
    on series.series_no = series_round.series_no
    and series.measure in ('action_companies', 'action_rows', 'action_theme_companies', 'action_theme_rows')
left join counted
    on counted.round = plan.round and counted.company_no = plan.company_no
    and counted.measure = series.measure and counted.item = series.item;
