// Writes migrations/0003_municipios.sql. Applied migrations never change: a municipality created or renamed after
// this one enters by a migration of its own, so this is run again only to compare.
import { writeFileSync } from 'node:fs';
import { getMunicipalities } from '@brazilian-utils/brazilian-utils/get-municipalities';
import { getStates } from '@brazilian-utils/brazilian-utils/get-states';
import { searchKey } from '#kernel/text.ts';

const HEADER = `-- The 27 states and 5,571 municipalities with their IBGE codes and the names in force.
-- Source: IBGE, Divisão Territorial Brasileira, 2025 (https://servicodados.ibge.gov.br/api/docs/localidades), as
-- packed in @brazilian-utils/brazilian-utils 2.4.0. Written by scripts/make-municipios.ts.

-- Reference data leaves no audit row for each municipality.
select set_config('balcao.auditoria', 'nao', true);
`;

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

function insert(into: string, rows: string[]): string {
  return `insert into ${into} values\n${rows.join(',\n')};\n`;
}

const states = getStates().toSorted((a, b) => a.ibgeCode - b.ibgeCode);
const ufs = insert(
  'uf (sigla, nome, codigo_ibge)',
  states.map((state) => `(${quote(state.code)}, ${quote(state.name)}, ${state.ibgeCode})`),
);
const cidades = states.map((state) =>
  insert(
    'cidade (id, nome, nome_ibge, uf, codigo_ibge)',
    getMunicipalities(state.code)
      .toSorted((a, b) => Number(a.code) - Number(b.code))
      .map(({ code, name }) => `(${code}, ${quote(searchKey(name))}, ${quote(name)}, ${quote(state.code)}, ${code})`),
  ),
);
const footer = `select set_config('balcao.auditoria', '', true);\n`;

const file = new URL('../migrations/0003_municipios.sql', import.meta.url);
writeFileSync(file, [HEADER, ufs, ...cidades, footer].join('\n'));
