-- What a search reads of each pledge, without accents and case, and `state`: the pledges that selections choose from.

-- Names of codes, in every language that the data have names in.
create table named as
select scheme, code, concat_ws(' ', label_en, label_es, label_fr) as names from term
union all select scheme, region, concat_ws(' ', label_en, label_es, label_fr) from region;

create table said as
with by_whom as (
    select pledge_id, string_agg(
        concat_ws(' ', government.name, government_name, country.name, kinds.names, regions.names, subregions.names), ' '
    ) as names
    from made_by
    join government using (city_id)
    left join country on country.iso3 = made_by.iso3
    left join named as kinds on kinds.scheme = 'government_kind' and kinds.code = made_by.kind
    left join named as regions on regions.scheme = 'm49_region' and regions.code = country.m49_region
    left join named as subregions on subregions.scheme = 'm49_subregion' and subregions.code = country.m49_subregion
    group by 1
),
tagged as (
    select pledge_id, string_agg(names, ' ') as names
    from tag join named using (scheme, code)
    where scheme in ('theme', 'target_group', 'compact', 'forum', 'priority_objective')
    group by 1
)
select
    pledge.*,
    state.state,
    strip_accents(lower(concat_ws(
        ' ', title, summary, partners, funding_source, government_as_stated, place_as_stated,
        by_whom.names, tagged.names, pledge_kind.names
    ))) as said
from pledge
join state using (pledge_id)
join by_whom using (pledge_id)
left join tagged using (pledge_id)
left join named as pledge_kind on pledge_kind.scheme = 'pledge_kind' and pledge_kind.code = pledge.kind;
