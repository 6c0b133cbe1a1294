"""Official documents out: an OfficialDocument becomes Word or PDF in the layout of NĐ 30/2020."""
