-- The pledges of a selection, and those of their governments that it reaches. Tables, since many queries read them.

create or replace temp table kept as select * from said where {pledges};

create or replace temp table place as
select pledge_id, city_id, kind, iso3,
    case when kind = 'network' then 'network' else coalesce({regions_by}, 'unplaced') end as region
from made_by left join country using (iso3)
where pledge_id in (select pledge_id from kept) and ({places});

-- The codes that each pledge carries, `not_stated` where it carries none of a scheme.
create or replace temp table carried as
select pledge_id, scheme, code from tag where {tags}
union all
select pledge_id, scheme, 'not_stated' from pledge cross join (select distinct scheme from tag)
where (pledge_id, scheme) not in (select (pledge_id, scheme) from tag where {tags});
