-- Whether a company's overall score has reached a level; the lower bound of a level is inclusive.
-- Grain: one row per round, company with an overall score and level: 1 or 0.
insert into company_value
select overall.round, overall.company_no, series.series_no, (overall.value >= level.minimum_micro)::bigint
from overall
cross join level
join series on series.measure = 'level_at_least' and series.item = level.level;
