-- Cells with the same address: there must be none (a unique constraint takes two nulls of base_round for different).
-- Grain: one row per address that stands more than once.
select measure, item, kind, base_round, round, dimension, member
from cell
group by all
having count(*) > 1;
