-- Companies whose risk analysis names a theme in a country, or with a material.
-- Grain: one row per round, theme, place ("country" or "material") and word; n: companies with a risk analysis.
with analysis as (
    select roster.round, count(distinct roster.company_no) as n
    from risk
    join roster using (round, company)
    group by roster.round
), named as (
    select round, company, theme, 'country' as kind, country as cell from risk
    union all select round, company, theme, 'material', material from risk
)
select named.round, named.theme, named.kind, wording.word, analysis.n, count(distinct named.company) as companies
from named
join roster using (round, company)
join analysis using (round)
join wording on wording.kind = named.kind and wording.folded = folded(named.cell)
group by all
order by all;
