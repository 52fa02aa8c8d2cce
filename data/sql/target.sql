-- A company's own target, from its membership year and size class, and whether its overall score has reached it.
-- Grain: one row per round, company with an overall score and series. The row of the table with the highest
-- membership year that the company has reached counts; in one year, its own size class before every size.
insert into company_value
with own_target as (
    select
        overall.round, overall.company_no, overall.value,
        arg_max(
            target.minimum_micro,
            2 * target.membership_year + (target.size_class is not null)::integer
        ) as minimum_micro
    from overall
    join roster using (round, company_no)
    join target
        on target.membership_year <= roster.round - roster.cohort + 1
        and (target.size_class is null or target.size_class = roster.size_class)
    group by overall.round, overall.company_no, overall.value
)
select round, company_no, series.series_no, minimum_micro
from own_target
join series on series.measure = 'target_mean'
union all
select round, company_no, series.series_no, (value >= minimum_micro)::bigint
from own_target
join series on series.measure = 'on_schedule';
