-- Need and pledges of each country and area that is compared, as SQL over the files has them.
with counted as (
    select
        iso3,
        count(distinct pledge_id) as pledges,
        count(distinct city_id) filter (where kind not in ('network', 'not_named')) as governments
    from place where iso3 is not null group by 1
),
shared as (
    select iso3, sum(1.0 / of_it) as parts
    from (select distinct pledge_id, iso3 from place where iso3 is not null)
    join (select pledge_id, count(distinct iso3) as of_it from made_by group by 1) using (pledge_id)
    group by 1
),
need as (
    select
        iso3,
        is_member,
        ({countries}) as chosen,
        -- Kosovo's people are in the figures of Serbia, so its inhabitants are too.
        people + case when iso3 = 'SRB' and '{need}' <> 'population' then (select people from country where iso3 = 'XKX') else 0 end as inhabitants,
        {regions_by} as region,
        case
            when '{need}' = 'migrants' then migrants
            when '{need}' = 'population' then country.people
            -- UNHCR has no figure for Palestine; UNRWA's stands in, with IDMC's if any are asked for.
            when displaced is null and unrwa_refugees is not null then unrwa_refugees::double
                + case when '{idps}' = 'none' then 0 else coalesce(idps_idmc::double, 0) end
            when '{idps}' = 'unhcr' and coalesce(displaced, idps::double) is not null
                then coalesce(displaced, 0) + coalesce(idps::double, 0)
            when '{idps}' = 'idmc' and coalesce(displaced, idps_idmc::double) is not null
                then coalesce(displaced, 0) + coalesce(idps_idmc::double, 0)
            when '{idps}' = 'none' then displaced
        end as people
    from country
),
compared as (
    select
        iso3,
        region,
        people,
        inhabitants,
        coalesce({counted}, 0)::double as pledges
    from need left join counted using (iso3) left join shared using (iso3)
    where coalesce(chosen, false) and (is_member or people > 0 or coalesce(counted.pledges, 0) > 0)
)
select
    iso3 as place,
    region,
    people,
    pledges,
    people / sum(people) over () as need_share,
    case when people is not null then pledges / nullif(sum(pledges) filter (where people is not null) over (), 0) end
        as pledge_share,
    pledge_share / nullif(need_share, 0) as ratio,
    need_share - pledge_share as gap,
    people / nullif(pledges, 0) as per_pledge,
    people / nullif(inhabitants, 0) * 1e6 as per_million
from compared
order by place
