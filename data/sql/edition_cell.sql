-- Decided cells as the cube keeps them: decimals instead of millionths, and no trace of the decision.
-- Grain: one row per cell.
select
    * exclude (decision) replace (
        (value * 0.000001)::decimal(18, 6) as value,
        (lo * 0.000001)::decimal(18, 6) as lo,
        (hi * 0.000001)::decimal(18, 6) as hi
    )
from decided;
