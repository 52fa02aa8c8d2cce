-- The score of one question of one company in $round, in millionths of a percent, half up.
-- Grain: one row per company and answered question.
select
    response.company_no,
    series.series_no,
    ((200 * response.earned + response.possible) // (2 * response.possible))::bigint as value
from response
join series
    on series.measure = 'maturity' and series.part = 'question'
    and series.part_no = response.question_no
where response.round = $round and response.earned is not null;
