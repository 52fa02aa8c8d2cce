-- Risk themes: who prioritises and who rates a theme, and how severe and likely it is (millionths of a scale point).
-- Grain: one row per round, company with a risk analysis and series; severity and likelihood only where rated. Of
-- several rows on one theme the most severe counts, of these the most likely.
insert into company_value
with analysis as (
    select distinct roster.round, roster.company_no, roster.company
    from risk
    join roster using (round, company)
), headline as (
    select
        analysis.round, analysis.company_no, risk.theme,
        bool_or(risk.prioritised) as prioritised,
        max(risk.severity) as severity,
        arg_max(risk.likelihood, 100 * risk.severity + coalesce(risk.likelihood, 0)) as likelihood
    from risk
    join analysis using (round, company)
    group by analysis.round, analysis.company_no, risk.theme
), counted as (
    select 'risk_prioritised' as measure, round, company_no, theme, prioritised as counts from headline
    union all select 'risk_rated', round, company_no, theme, severity is not null from headline
)
select analysis.round, analysis.company_no, series.series_no, coalesce(counted.counts, false)::bigint
from analysis
join series_round using (round)
join series on series.series_no = series_round.series_no and series.measure in ('risk_prioritised', 'risk_rated')
left join counted
    on counted.measure = series.measure and counted.theme = series.item
    and counted.round = analysis.round and counted.company_no = analysis.company_no
union all
select headline.round, headline.company_no, series.series_no, 1000000 * headline.severity
from headline
join series on series.measure = 'risk_severity' and series.item = headline.theme
semi join series_round on series_round.series_no = series.series_no and series_round.round = headline.round
where headline.severity is not null
union all
select headline.round, headline.company_no, series.series_no, 1000000 * headline.likelihood
from headline
join series on series.measure = 'risk_likelihood' and series.item = headline.theme
semi join series_round on series_round.series_no = series.series_no and series_round.round = headline.round
where headline.likelihood is not null;
