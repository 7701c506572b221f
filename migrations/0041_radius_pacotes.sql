-- How accounting packets become sessions and totals, on the tables of 0040. FreeRADIUS hands an interim packet or a stop
-- to andamento(), and all others, and those that andamento() does not take, to contabilizar(); both run with the rights of
-- their owner, so that FreeRADIUS needs none on the tables. They plan each statement once a connection, for the tables as
-- they will be: one that is planned while its table is empty would read all of it for as long as the connection lives.

drop function radius.fechar_sessao;

-- The packets that most are: a session that goes on, or ends, with higher counters than before. One statement finds,
-- judges and counts it, so that two packets of a session wait for each other at its row. Gives no row, and has changed
-- nothing, when the packet is of another kind: FreeRADIUS then calls contabilizar().
create function radius.andamento(
  p_fim boolean, p_unica text, p_epoca bigint, p_atraso bigint, p_tempo bigint, p_entrada bigint, p_saida bigint,
  p_entrada_giga bigint, p_saida_giga bigint, p_ip text, p_ipv6 text, p_prefixo text, p_delegado text, p_causa text,
  p_info text
) returns setof text language plpgsql security definer set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  chegada constant timestamptz := now();
  momento constant timestamptz := coalesce(to_timestamp(p_epoca), chegada - make_interval(secs => least(p_atraso, 86400)));
  entrada constant bigint := p_entrada + (p_entrada_giga << 32);
  saida constant bigint := p_saida + (p_saida_giga << 32);
  hoje constant date := (chegada at time zone 'America/Sao_Paulo')::date;
  dono integer;
  da_entrada bigint;
  da_saida bigint;
begin
  if momento > chegada + interval '10 minutes' or momento < chegada - interval '45 days' then return; end if;
  update radius.radacct_recente r set
    acctupdatetime = momento, acctinterval = extract(epoch from momento - r.acctupdatetime)::bigint, acctsessiontime = p_tempo,
    acctinputoctets = r.entrada_base + entrada, acctoutputoctets = r.saida_base + saida,
    mais_entrada = r.entrada_base + entrada - r.acctinputoctets, mais_saida = r.saida_base + saida - r.acctoutputoctets,
    acctstoptime = case when p_fim then momento end, acctterminatecause = case when p_fim then nullif(p_causa, '') end,
    connectinfo_stop = case when p_fim then nullif(p_info, '') end
  where r.acctuniqueid = p_unica and r.acctstoptime is null and r.acctsessiontime < p_tempo and r.acctupdatetime <= momento
    and r.acctinputoctets - r.entrada_base <= entrada and r.acctoutputoctets - r.saida_base <= saida
    and (p_ip = '' or r.framedipaddress = p_ip::inet) and (p_ipv6 = '' or r.framedipv6address = p_ipv6::inet)
    and (p_prefixo = '' or r.framedipv6prefix = p_prefixo::inet) and (p_delegado = '' or r.delegatedipv6prefix = p_delegado::inet)
  returning r.contrato_id, r.mais_entrada, r.mais_saida into dono, da_entrada, da_saida;
  if not found then return; end if;
  return next case when p_fim then 'fim' else 'andamento' end;
  if dono is null or (da_entrada = 0 and da_saida = 0) then return; end if;
  if (momento at time zone 'America/Sao_Paulo')::date = hoje then
    update radius.consumo_dia set download = download + da_saida, upload = upload + da_entrada
    where contrato_id = dono and dia = hoje;
    if found then return; end if;
  end if;
  perform radius.somar_consumo(dono, (momento at time zone 'America/Sao_Paulo')::date, da_saida, da_entrada);
end $$;

-- One accounting packet, whatever it is. The same packet again, or an older one, changes nothing. Moments: the packet's Event-Timestamp,
-- or its arrival less Acct-Delay-Time when it has none or one that cannot be right. Gives a word for the log.
create or replace function radius.contabilizar(
  p_tipo text, p_unica text, p_sessao text, p_login text, p_nas text, p_epoca text, p_atraso text, p_tempo text,
  p_entrada text, p_saida text, p_entrada_giga text, p_saida_giga text, p_causa text, p_ip text, p_ipv6 text,
  p_prefixo text, p_delegado text, p_interface text, p_porta text, p_tipo_porta text, p_called text, p_calling text,
  p_servico text, p_protocolo text, p_autenticacao text, p_info text, p_realm text, p_circuito text, p_classe text
) returns text language plpgsql security definer set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  chegada constant timestamptz := now();
  nas constant inet := p_nas::inet;
  tempo bigint := nullif(p_tempo, '')::bigint;
  giga constant boolean := p_entrada_giga <> '' or p_saida_giga <> '';
  entrada bigint := nullif(p_entrada, '')::bigint + (coalesce(nullif(p_entrada_giga, '')::bigint, 0) << 32);
  saida bigint := nullif(p_saida, '')::bigint + (coalesce(nullif(p_saida_giga, '')::bigint, 0) << 32);
  fim constant boolean := p_tipo = 'Stop';
  recebido constant timestamptz := chegada - make_interval(secs => least(coalesce(nullif(p_atraso, '')::bigint, 0), 86400));
  momento timestamptz := coalesce(to_timestamp(nullif(p_epoca, '')::bigint), recebido);
  inicio timestamptz;
  s radius.radacct;
  achada boolean;
  recente boolean;
  volta_entrada bigint;
  volta_saida bigint;
  da_entrada bigint := 0;
  da_saida bigint := 0;
  reabre boolean;
begin
  if momento > chegada + interval '10 minutes' or momento < chegada - interval '45 days' then
    perform radius.anotar('RELOGIO', host(nas), jsonb_build_object('pacote', momento, 'chegada', chegada, 'login', p_login));
    momento := recebido;
  end if;
  if p_tipo in ('Accounting-On', 'Accounting-Off') then
    return radius.fechar_do_nas(nas, momento);
  end if;
  if p_tipo not in ('Start', 'Interim-Update', 'Stop') then
    return 'ignorado';
  end if;
  -- Twice the same packet at the same time: the second waits, and then finds what the first wrote.
  perform pg_advisory_xact_lock(hashtextextended(p_unica, 30));
  inicio := momento - case when tempo between 0 and 34560000 then make_interval(secs => tempo) else interval '0' end;

  select r.* into s from radius.radacct_recente r where r.acctuniqueid = p_unica for update;
  achada := found;
  recente := found;
  -- What is archived ended more than an hour ago (arquivar): it is not what starts now.
  if not achada and not (p_tipo = 'Start' and momento > chegada - interval '1 hour') then
    select r.* into s from radius.radacct_arquivo r
    where r.acctuniqueid = p_unica and r.acctstarttime between inicio - interval '35 days' and momento + interval '1 day'
    order by r.acctstarttime desc limit 1;
    achada := found;
  end if;

  -- A NAS that counts its sessions from one again gives old numbers to new ones.
  if achada and s.acctstoptime is not null
     and (case when p_tipo = 'Start' then momento > s.acctstoptime else inicio > s.acctstoptime + interval '1 minute' end)
     and (p_tipo = 'Start' or tempo is not null) then
    achada := false;
  elsif achada and s.acctstoptime is null and p_tipo = 'Start' then
    if coalesce(s.acctsessiontime, 0) = 0 or momento <= s.acctupdatetime + interval '1 minute' then
      return 'repetido';
    end if;
    perform radius.anotar('SESSAO_REINICIADA', p_unica, jsonb_build_object('login', p_login, 'nas', host(nas), 'momento', momento));
    update radius.radacct_recente set acctstoptime = acctupdatetime, acctterminatecause = 'NAS-Reboot', fechada_por_regra = true
    where acctuniqueid = p_unica;
    achada := false;
  end if;

  if not achada then
    -- Of the recent sessions there is one to a key: an older one of the same key, which has ended, makes room.
    if recente then
      update radius.radacct set arquivada = true where acctuniqueid = p_unica and not arquivada;
    end if;
    insert into radius.radacct_recente (acctsessionid, acctuniqueid, username, realm, nasipaddress, nasportid, nasporttype,
      acctstarttime, acctupdatetime, acctstoptime, acctsessiontime, acctauthentic, connectinfo_start, connectinfo_stop,
      acctinputoctets, acctoutputoctets, calledstationid, callingstationid, acctterminatecause, servicetype,
      framedprotocol, framedipaddress, framedipv6address, framedipv6prefix, framedinterfaceid, delegatedipv6prefix, class,
      groupname, contrato_id, circuit_id)
    values (p_sessao, p_unica, p_login, nullif(p_realm, ''), nas, nullif(p_porta, ''), nullif(p_tipo_porta, ''),
      inicio, momento, case when fim then momento end, coalesce(tempo, 0), nullif(p_autenticacao, ''),
      nullif(p_info, ''), case when fim then nullif(p_info, '') end,
      coalesce(entrada, 0), coalesce(saida, 0), nullif(p_called, ''), nullif(p_calling, ''), nullif(p_causa, ''),
      nullif(p_servico, ''), nullif(p_protocolo, ''), nullif(p_ip, '')::inet, nullif(p_ipv6, '')::inet,
      nullif(p_prefixo, '')::inet, nullif(p_interface, ''), nullif(p_delegado, '')::inet, nullif(p_classe, ''),
      (select g.groupname from radius.radusergroup g where g.username = p_login order by g.priority limit 1),
      (select k.id from public.contrato k where k.login_radius = p_login), nullif(p_circuito, ''))
    returning contrato_id into s.contrato_id;
    if s.contrato_id is null then
      perform radius.anotar('LOGIN_DESCONHECIDO', p_login, jsonb_build_object('nas', host(nas), 'momento', momento));
    elsif entrada > 0 or saida > 0 then
      perform radius.somar_consumo(s.contrato_id, (momento at time zone 'America/Sao_Paulo')::date, coalesce(saida, 0), coalesce(entrada, 0));
    end if;
    if not exists (select from radius.nas n where n.nasname = host(nas)) then
      perform radius.anotar('NAS_DESCONHECIDO', host(nas), jsonb_build_object('login', p_login, 'momento', momento));
    end if;
    return 'nova';
  end if;

  if p_tipo = 'Start' then
    return 'repetido';
  end if;

  -- Older than what is known, or the same again. A Stop still ends a session that is open.
  if (case when tempo is not null then tempo < coalesce(s.acctsessiontime, 0) else momento < s.acctupdatetime end)
     or (s.acctstoptime is not null and not s.fechada_por_regra and coalesce(tempo, 0) <= s.acctsessiontime) then
    if not (fim and s.acctstoptime is null) then
      return 'atrasado';
    end if;
    entrada := greatest(entrada, s.acctinputoctets - s.entrada_base);
    saida := greatest(saida, s.acctoutputoctets - s.saida_base);
    tempo := greatest(tempo, s.acctsessiontime);
  end if;

  volta_entrada := radius.volta(s.acctinputoctets - s.entrada_base, entrada, giga);
  volta_saida := radius.volta(s.acctoutputoctets - s.saida_base, saida, giga);
  -- Closed by a rule, and yet alive.
  reabre := not fim and s.fechada_por_regra and momento > s.acctstoptime and tempo > coalesce(s.acctsessiontime, 0);
  if volta_entrada > 0 or volta_saida > 0 then
    if tempo = s.acctsessiontime then
      -- Two packets of the same second that contradict each other: the higher one holds.
      entrada := greatest(entrada, s.acctinputoctets - s.entrada_base);
      saida := greatest(saida, s.acctoutputoctets - s.saida_base);
      volta_entrada := 0;
      volta_saida := 0;
    else
      perform radius.anotar('CONTADOR_REGREDIU', p_unica, jsonb_build_object('login', p_login, 'nas', host(nas), 'momento', momento,
        'entrada', jsonb_build_array(s.acctinputoctets - s.entrada_base, entrada), 'saida', jsonb_build_array(s.acctoutputoctets - s.saida_base, saida)));
    end if;
  end if;
  if entrada is not null then da_entrada := s.entrada_base + volta_entrada + entrada - s.acctinputoctets; end if;
  if saida is not null then da_saida := s.saida_base + volta_saida + saida - s.acctoutputoctets; end if;

  update radius.radacct r set
    acctupdatetime = greatest(r.acctupdatetime, momento),
    acctinterval = greatest(extract(epoch from momento - r.acctupdatetime)::bigint, 0),
    acctsessiontime = coalesce(tempo, extract(epoch from momento - r.acctstarttime)::bigint),
    acctinputoctets = r.acctinputoctets + da_entrada,
    acctoutputoctets = r.acctoutputoctets + da_saida,
    mais_entrada = da_entrada,
    mais_saida = da_saida,
    entrada_base = r.entrada_base + volta_entrada,
    saida_base = r.saida_base + volta_saida,
    framedipaddress = coalesce(nullif(p_ip, '')::inet, r.framedipaddress),
    framedipv6address = coalesce(nullif(p_ipv6, '')::inet, r.framedipv6address),
    framedipv6prefix = coalesce(nullif(p_prefixo, '')::inet, r.framedipv6prefix),
    delegatedipv6prefix = coalesce(nullif(p_delegado, '')::inet, r.delegatedipv6prefix),
    acctstoptime = case when fim then momento when reabre then null else r.acctstoptime end,
    acctterminatecause = case when fim then nullif(p_causa, '') when reabre then null else r.acctterminatecause end,
    connectinfo_stop = case when fim then nullif(p_info, '') else r.connectinfo_stop end,
    fechada_por_regra = r.fechada_por_regra and not fim and not coalesce(reabre, false),
    arquivada = r.arquivada and not coalesce(reabre, false)
  where r.radacctid = s.radacctid and r.acctstarttime = s.acctstarttime and r.arquivada = s.arquivada;
  if fim and momento < s.acctstarttime then
    perform radius.anotar('FIM_ANTES_DO_INICIO', p_unica, jsonb_build_object('login', p_login, 'nas', host(nas), 'inicio', s.acctstarttime, 'fim', momento));
  end if;
  if s.contrato_id is not null and (da_entrada > 0 or da_saida > 0) then
    perform radius.somar_consumo(s.contrato_id, (momento at time zone 'America/Sao_Paulo')::date, da_saida, da_entrada);
  end if;
  return case when fim then 'fim' else 'andamento' end;
end $$;

-- Accounting-On, Accounting-Off: the NAS has forgotten its sessions (RFC 2866, 5.1). Nobody told their end: what comes of
-- one later still counts.
create or replace function radius.fechar_do_nas(p_nas inet, p_momento timestamptz) returns text language sql as $$
  with abertas as (select acctuniqueid from radius.radacct_recente
    where nasipaddress = p_nas and acctstarttime <= p_momento and acctstoptime is null order by acctuniqueid for update),
  fechadas as (update radius.radacct_recente r
    set acctstoptime = p_momento, acctterminatecause = 'NAS-Reboot', fechada_por_regra = true
    from abertas a where r.acctuniqueid = a.acctuniqueid returning 1)
  select count(*) || ' fechadas' from fechadas
$$;

-- Sessions that have been silent for so many intervals of their NAS: they end at their last word. Gives how many.
create or replace function radius.fechar_perdidas(p_agora timestamptz) returns integer language sql as $$
  with caladas as (select r.acctuniqueid from radius.radacct_recente r
    cross join radius.parametro p
    left join radius.nas n on n.nasname = host(r.nasipaddress)
    where r.acctstoptime is null
      and r.acctupdatetime < p_agora - make_interval(secs => p.interims_perdidos * coalesce(n.intervalo_s, 600))
    order by r.acctuniqueid for update of r),
  fechadas as (update radius.radacct_recente r
    set acctstoptime = r.acctupdatetime, acctterminatecause = 'Lost-Service', fechada_por_regra = true
    from caladas c where r.acctuniqueid = c.acctuniqueid returning 1)
  select count(*)::integer from fechadas
$$;

-- Moves sessions that ended more than an hour ago into the month of their start. One that a packet holds waits for the
-- next time. At most so many at once; gives how many.
create function radius.arquivar(p_agora timestamptz, p_limite integer) returns integer language sql as $$
  with velhas as (select acctuniqueid from radius.radacct_recente
    where acctstoptime is not null and greatest(acctstoptime, acctupdatetime) < p_agora - interval '1 hour'
    limit p_limite for update skip locked),
  movidas as (update radius.radacct r set arquivada = true from velhas v
    where r.acctuniqueid = v.acctuniqueid and not r.arquivada returning 1)
  select count(*)::integer from movidas
$$;

-- One reading of each contract that has a session open, at the last full 600 s.
create or replace function radius.ler_contadores(p_agora timestamptz) returns integer language sql as $$
  with lidas as (
    insert into radius.leitura (contrato_id, quando, login, entrada, saida)
    select k.id, date_bin('600 seconds', p_agora, '2000-01-01Z'), k.login_radius,
      c.upload_antes + c.upload, c.download_antes + c.download
    from (select distinct contrato_id from radius.radacct_recente where acctstoptime is null and contrato_id is not null) a
    join public.contrato k on k.id = a.contrato_id and k.login_radius is not null
    join lateral (select d.* from radius.consumo_dia d where d.contrato_id = k.id order by d.dia desc limit 1) c on true
    on conflict do nothing returning 1)
  select count(*)::integer from lidas
$$;

-- Makes the partitions of the months from that of p_de to that of p_ate. Rows that had come before them move in.
create or replace function radius.criar_particoes(p_de date, p_ate date) returns integer language plpgsql as $$
declare
  mes date := date_trunc('month', p_de)::date;
  t record;
  nome text;
  de timestamptz;
  ate timestamptz;
  n integer := 0;
begin
  perform pg_advisory_xact_lock(30, 1);
  while mes <= p_ate loop
    de := mes::timestamp at time zone 'America/Sao_Paulo';
    ate := (mes + interval '1 month')::timestamp at time zone 'America/Sao_Paulo';
    for t in select * from (values ('radacct', 'radacct_arquivo', 'acctstarttime'), ('radpostauth', 'radpostauth', 'authdate'),
        ('leitura', 'leitura', 'quando')) v (tabela, mae, coluna) loop
      nome := t.tabela || to_char(mes, '_YYYY_MM');
      continue when to_regclass('radius.' || nome) is not null;
      -- Room in each page, so that the packets of a session rewrite its row in place.
      execute format('create table radius.%I (like radius.%I including all excluding identity) with (fillfactor = 80)', nome, t.mae);
      execute format('with velhas as (delete from radius.%1$I where %2$I >= %3$L and %2$I < %4$L returning *) insert into radius.%5$I select * from velhas',
        t.tabela || '_resto', t.coluna, de, ate, nome);
      execute format('alter table radius.%I attach partition radius.%I for values from (%L) to (%L)', t.mae, nome, de, ate);
      n := n + 1;
    end loop;
    mes := (mes + interval '1 month')::date;
  end loop;
  return n;
end $$;

-- Drops the months whose last session ended more than a year ago (Lei 12.965/2014, art. 13: connection logs are kept for
-- one year), and readings after parametro.leituras_meses. Gives their names.
create or replace function radius.descartar_particoes(p_hoje date) returns text[] language plpgsql as $$
declare
  t record;
  em_uso boolean;
  guarda constant timestamptz := (p_hoje - interval '1 year')::timestamp at time zone 'America/Sao_Paulo';
  leituras constant date := (p_hoje - make_interval(months => (select leituras_meses from radius.parametro)))::date;
  nomes text[] := '{}';
begin
  perform pg_advisory_xact_lock(30, 1);
  for t in select c.relname::text as nome, p.relname::text as tabela,
      (to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month')::date as fim
    from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
    where p.relnamespace = 'radius'::regnamespace and c.relname ~ '_\d{4}_\d{2}$' order by c.relname loop
    continue when t.fim > case t.tabela when 'leitura' then leituras else (p_hoje - interval '1 year')::date end;
    em_uso := false;
    if t.tabela = 'radacct_arquivo' then
      execute format('select exists (select from radius.%I where coalesce(acctstoptime, acctupdatetime) >= $1)', t.nome)
        into em_uso using guarda;
    end if;
    continue when em_uso;
    execute format('drop table radius.%I', t.nome);
    nomes := nomes || t.nome;
  end loop;
  return nomes;
end $$;

create or replace function radius.conceder(papel name) returns void language plpgsql as $$
begin
  execute format('grant usage on schema radius to %I', papel);
  execute format('grant select on radius.radcheck, radius.radreply, radius.radusergroup, radius.radgroupcheck,
    radius.radgroupreply, radius.nas to %I', papel);
  execute format('grant insert on radius.radpostauth to %I', papel);
  execute format('grant execute on function radius.contabilizar, radius.andamento to %I', papel);
end $$;

revoke all on all functions in schema radius from public;

-- Whoever may hand in packets may go on doing so.
do $$
declare
  papel name;
begin
  for papel in select distinct a.grantee::regrole::name from pg_proc p, aclexplode(p.proacl) a
    where p.pronamespace = 'radius'::regnamespace and p.proname = 'contabilizar' and a.grantee not in (0, p.proowner) loop
    perform radius.conceder(papel);
  end loop;
end $$;
