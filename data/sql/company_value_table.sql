-- What every company contributes to every series, as exact integers: millionths for a mean, whole numbers for a count.
-- Grain: one row per round, company and series that the company has a value for.
create or replace temp table company_value (
    round integer not null,
    company_no integer not null,
    series_no integer not null,
    value bigint not null
);
