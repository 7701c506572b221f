import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '..');
const src = join(root, 'src');
const LAYERS = ['kernel', 'platform', 'modules', 'apis'];

// A module may import only those before it. What must flow the other way is a job or an argument.
const MODULES = [
  'acesso',
  'eventos',
  'enderecos',
  'catalogo',
  'notificacoes',
  'redes',
  'equipamentos',
  'telefonia',
  'clientes',
  'prospectos',
  'contratos',
  'sva',
  'radius',
  'cobranca',
  'financeiro',
  'documentos',
  'faturamento',
  'recebimento',
  'fiscal',
  'inadimplencia',
  'inativacao',
  'omnichannel',
  'agenda',
  'atendimentos',
];

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(src, name));

interface Import {
  from: string;
  to: string;
  external: string | null;
}

const imports: Import[] = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^;]*?from '([^']+)'|\bimport\('([^']+)'\)/gms)].map(
    ([, plain, dynamic]) => {
      const target = (plain ?? dynamic) as string;
      const inner = target.startsWith('#') ? join(src, target.slice(1)) : resolve(dirname(file), target);
      const external = target.startsWith('#') || target.startsWith('.') ? null : target;
      return { from: relative(src, file), to: external ? '' : relative(src, inner), external };
    },
  ),
);

const layerOf = (path: string) => LAYERS.indexOf(path.split('/')[0] ?? '');
const moduleOf = (path: string) => (path.startsWith('modules/') ? path.split('/')[1] : undefined);

function none(name: string, wrong: (i: Import) => boolean): void {
  test(name, () => {
    assert.ok(imports.length > 50, 'the scan found the imports');
    assert.deepEqual(
      imports.filter(wrong).map(({ from, to, external }) => `${from} → ${external ?? to}`),
      [],
    );
  });
}

none('an import never points up: kernel ← platform ← modules ← apis', ({ from, to, external }) => {
  if (external !== null || layerOf(from) < 0) return false;
  return layerOf(to) < 0 || layerOf(to) > layerOf(from);
});

none('a module is entered by its index.ts', ({ from, to }) => {
  const target = moduleOf(to);
  return target !== undefined && target !== moduleOf(from) && to !== `modules/${target}/index.ts`;
});

none('a module imports only the modules before it', ({ from, to }) => {
  const [source, target] = [moduleOf(from), moduleOf(to)];
  if (source === undefined || target === undefined || source === target) return false;
  return MODULES.indexOf(target) < 0 || MODULES.indexOf(target) >= MODULES.indexOf(source);
});

none(
  'Kysely and pg are known in platform, modules, the demo loader and the commands only',
  ({ from, external }) =>
    from.startsWith('apis/') &&
    external !== null &&
    /^(kysely|pg)(\/|$)/.test(external) &&
    !from.startsWith('apis/sistema/'),
);

none('Fastify is known in apis and server.ts only', ({ from, external }) => {
  const web = from.startsWith('apis/') || from === 'server.ts' || from === 'commands/serve.ts';
  return !web && external !== null && /^@?fastify(\/|$)/.test(external);
});

none(
  'rules.ts does no input or output',
  ({ from, to, external }) =>
    from.endsWith('/rules.ts') && (external?.startsWith('node:fs') || to.startsWith('platform/db')) === true,
);

test('there is no cycle between files', () => {
  const next = new Map<string, string[]>();
  for (const { from, to, external } of imports) {
    if (external === null) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const state = new Map<string, 'open' | 'done'>();
  const visit = (file: string, path: string[]): void => {
    if (state.get(file) === 'done') return;
    assert.notEqual(state.get(file), 'open', `cycle: ${[...path, file].join(' → ')}`);
    state.set(file, 'open');
    for (const target of next.get(file) ?? []) visit(target, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of next.keys()) visit(file, []);
});
