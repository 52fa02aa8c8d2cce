-- A cell's text without blanks around it (spaces, tabs, line ends, non-breaking spaces); an empty cell is ''.
-- Grain: one value. The same characters as data.readers.clean takes away at the ends.
create macro plain(cell) as trim(coalesce(cell, ''), chr(32) || chr(9) || chr(10) || chr(13) || chr(160) || chr(8239));
