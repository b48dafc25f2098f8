-- Every measure of coverage for every region and code, with margins, of the pledges in `kept` and the places in `place`.
with
row_shown as (
    select region from (
        select region from region where scheme = '{regions_by}'
        union select region from place where region in ('network', 'unplaced')
    ) where {regions}
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
-- A pledge in all the rows and columns that it counts in.
placed as (
    select *, region as row from place
    union all select *, 'total' from place
),
marked as (
    select placed.*, carried.code as code from placed join carried using (pledge_id) where scheme = '{themes}'
    union all select *, 'total' from placed
),
-- Equal parts: of all the regions and all the codes of a pledge, chosen or not.
in_regions as (
    select pledge_id, count(distinct case when kind = 'network' then 'network' else coalesce({regions_by}, 'unplaced') end) as n
    from made_by left join country using (iso3) group by 1
),
in_codes as (select pledge_id, count(*) as n from carried where scheme = '{themes}' group by 1),
parts as (
    select row, code, sum(case row when 'total' then 1 else 1 / in_regions.n end
        * case code when 'total' then 1 else 1 / in_codes.n end) as pledges
    from (select distinct pledge_id, row, code from marked)
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
    select row, count(*)::double as members, sum(displaced) as displaced, sum(people) as people, sum(migrants) as migrants
    from (select *, {regions_by} as row from universe union all select *, 'total' from universe)
    group by row
),
reached as (
    select row, code, count(*)::double as members, sum(displaced) as displaced, sum(people) as people,
        sum(migrants) as migrants
    from (select distinct row, code, iso3 from marked) join universe using (iso3)
    group by all
)
select
    grid.region,
    grid.code,
    coalesce(counts.pledges, 0) as pledges,
    coalesce(parts.pledges, 0) as parts,
    case when grid.region <> 'network' then coalesce(counts.governments, 0) end as governments,
    case when grid.region not in ('network', 'unplaced') then coalesce(counts.countries, 0) end as countries,
    coalesce(reached.members, 0) / nullif(asked.members, 0) as member_share,
    coalesce(reached.displaced, 0) / nullif(asked.displaced, 0) as displaced_share,
    coalesce(reached.people, 0) / nullif(asked.people, 0) as population_share,
    coalesce(reached.migrants, 0) / nullif(asked.migrants, 0) as migrants_share,
    nullif(asked.members, 0) as member_of,
    nullif(asked.displaced, 0) as displaced_of,
    nullif(asked.people, 0) as population_of,
    nullif(asked.migrants, 0) as migrants_of
from grid
left join counts on counts.row = grid.region and counts.code = grid.code
left join parts on parts.row = grid.region and parts.code = grid.code
left join asked on asked.row = grid.region
left join reached on reached.row = grid.region and reached.code = grid.code
