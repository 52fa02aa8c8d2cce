-- Actions by step and status: whether a company has at least one, and how many.
-- Grain: one row per round, company with an action plan and series.
insert into company_value
with plan as (
    select distinct roster.round, roster.company_no
    from action
    join roster using (round, company)
), counted as (
    select roster.round, roster.company_no, action.step || ':' || action.status as item, count(*) as actions
    from action
    join roster using (round, company)
    group by roster.round, roster.company_no, item
)
select
    plan.round, plan.company_no, series.series_no,
    case
        when series.measure = 'action_rows' then coalesce(counted.actions, 0)
        else (counted.actions is not null)::bigint
    end
from plan
join series on series.measure in ('action_companies', 'action_rows')
left join counted
    on counted.round = plan.round and counted.company_no = plan.company_no and counted.item = series.item;
