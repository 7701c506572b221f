// How many invoices a second of one processor become PDFs, each with bar code and QR code, read from the database.
// node bench/pdf.ts [customers], on a PostgreSQL of its own that is thrown away.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faturaEmPdf } from '#modules/documentos/index.ts';
import { faturar } from '#modules/faturamento/index.ts';
import { templatesIn } from '#platform/templates.ts';
import { readConfig } from '../src/config.ts';
import { generate } from '../src/generator/generate.ts';
import { openInstallation } from '../src/installation.ts';
import { grouped, machine, print, verdict } from './report.ts';

const TARGET = 100;

const clientes = Number(process.argv[2] ?? 1000);
const dir = mkdtempSync(join(tmpdir(), 'balcao-bench-'));
const { db, clock, close } = await openInstallation(readConfig({ BALCAO_DATA_DIR: dir }), 'producao');
try {
  await generate(db, { clientes, semente: 1, senha: 'x', somar: false }, () => {});
  await db.updateTable('convenio').set({ pix_chave: 'financeiro@exemplo.com.br', pix_modo: 'ESTATICO' }).execute();
  const hoje = clock.today();
  const competencia = `${hoje.slice(0, 8)}01` as typeof hoje;
  await faturar(db, { hoje, competencia }, { origem: 'comando', operacao: 'bench' });
  const ids = (await db.selectFrom('boleto').select('fatura_id').orderBy('fatura_id').execute()).map(
    (b) => b.fatura_id,
  );
  const templates = templatesIn(null);
  const round = async () => {
    const cpu = process.cpuUsage();
    const started = performance.now();
    let bytes = 0;
    for (const id of ids) bytes += (await faturaEmPdf(db, templates, id, hoje)).length;
    const { user, system } = process.cpuUsage(cpu);
    return { cpu: (user + system) / 1e6, wall: (performance.now() - started) / 1000, bytes };
  };
  await round();
  const { cpu, wall, bytes } = await round();
  print(machine());
  print(`${grouped(ids.length)} PDFs, ${grouped(bytes / ids.length)} bytes cada um, em ${wall.toFixed(1)} s`);
  print(verdict(`PDFs por segundo de um processador, ao menos ${TARGET}`, ids.length / cpu, (n) => n >= TARGET));
} finally {
  await close();
  rmSync(dir, { recursive: true, force: true });
}
