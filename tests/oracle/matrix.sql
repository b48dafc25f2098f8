-- Every measure of coverage for every region and code, with margins, of the pledges in `kept` and the places in `place`.
with
-- Regions that the selection is about, and pledges without a region where there are any or they were chosen.
row_shown as (
    select region from region
    where scheme = '{regions_by}' and {placeable}
        and (not {narrowed} or region in (select {regions_by} from country where {countries}))
    union select region from place where region in ('network', 'unplaced')
    union select unnest({loose}::varchar[])
),
column_shown as (
    select code from (
        select code from term where scheme = '{themes}'
            and ('{themes}' <> 'gcr_area' or parent_code is not null)
            and ('{themes}' <> 'priority_objective' or parent_code is null)
        union select 'not_stated' from carried join kept using (pledge_id) where scheme = '{themes}' and code = 'not_stated'
    ) where {codes}
),
grid as (
    select region, code
    from (from row_shown union all select 'total') cross join (from column_shown union all select 'total')
),
-- Codes that a pledge of the data could carry: any other is not asked. No area of the refugee compact is stated.
countable as (
    select distinct code from tag where scheme = '{themes}' and {tags}
    union select code from term
    where scheme = '{themes}' and '{themes}' <> 'gcr_area'
        and exists (from tag where scheme = '{themes}' and {tags})
    union select code from crosswalk
    where scheme = '{themes}' and strength = 'primary' and exists (from tag where scheme = '{themes}' and {tags})
    union values ('not_stated'), ('total')
),
-- A pledge in all the rows and columns that it counts in.
placed as (
    select *, region as row from place
    union all select *, 'total' from place
),
marked as (
    select placed.*, carried.code as code from placed join carried using (pledge_id) where scheme = '{themes}'
    union all select *, 'total' from placed
),
-- Equal parts: of all the regions and all the codes of a pledge, chosen or not. What margins hold is for the test.
in_regions as (
    select pledge_id, count(distinct case when kind = 'network' then 'network' else coalesce({regions_by}, 'unplaced') end) as n
    from made_by left join country using (iso3) group by 1
),
in_codes as (select pledge_id, count(*) as n from carried where scheme = '{themes}' group by 1),
parts as (
    select row, code, sum(1 / in_regions.n / in_codes.n) as pledges
    from (select distinct pledge_id, row, code from marked where row <> 'total' and code <> 'total')
    join in_regions using (pledge_id) join in_codes using (pledge_id)
    group by all
),
counts as (
    select row, code,
        count(distinct pledge_id) as pledges,
        count(distinct city_id) filter (where kind not in ('network', 'not_named')) as governments,
        count(distinct iso3) as countries
    from marked group by all
),
-- Shares: what the pledging countries of the universe weigh, of what all of them weigh.
universe as (select * from country where ({countries}) and ({universe})),
asked as (
    select row, count(*)::double as members, sum(hosted) as displaced, sum(people) as people, sum(migrants) as migrants
    from (select *, {regions_by} as row from universe union all select *, 'total' from universe)
    group by row
),
reached as (
    select row, code, count(*)::double as members, sum(hosted) as displaced, sum(people) as people,
        sum(migrants) as migrants
    from (select distinct row, code, iso3 from marked) join universe using (iso3)
    group by all
)
select
    grid.region,
    grid.code,
    coalesce(counts.pledges, 0) as pledges,
    case when grid.region <> 'total' and grid.code <> 'total' then coalesce(parts.pledges, 0) end as parts,
    case when grid.region <> 'network' and {named} then coalesce(counts.governments, 0) end as governments,
    case when grid.region not in ('network', 'unplaced') and {placeable} then coalesce(counts.countries, 0) end
        as countries,
    coalesce(reached.members, 0) / nullif(asked.members, 0) as member_share,
    coalesce(reached.displaced, 0) / nullif(asked.displaced, 0) as displaced_share,
    coalesce(reached.people, 0) / nullif(asked.people, 0) as population_share,
    coalesce(reached.migrants, 0) / nullif(asked.migrants, 0) as migrants_share,
    nullif(asked.members, 0) as member_of,
    nullif(asked.displaced, 0) as displaced_of,
    nullif(asked.people, 0) as population_of,
    nullif(asked.migrants, 0) as migrants_of,
    grid.code in (from countable) as countable
from grid
left join counts on counts.row = grid.region and counts.code = grid.code
left join parts on parts.row = grid.region and parts.code = grid.code
left join asked on asked.row = grid.region
left join reached on reached.row = grid.region and reached.code = grid.code
