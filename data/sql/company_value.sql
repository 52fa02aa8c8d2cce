-- What the companies contribute in $round.
-- Grain: one row per company and series that the company has a value for.
select company_no, series_no, value from company_value where round = $round;
