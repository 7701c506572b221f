import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import type { Database, Reader } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import { referenciasPerdidas, repetidos } from './conferir.ts';
import { type Diferenca, diferencas } from './diferencas.ts';
import { comoCatalogo, problemasDeForma } from './esquema.ts';
import { gravar } from './gravar.ts';
import { lerCatalogo } from './ler.ts';
import { type Problema, recusar } from './problema.ts';
import { problemasDeRegra } from './rules.ts';
import { escreverTexto, lerTexto } from './texto.ts';

export interface Importacao {
  /** The content of the file. */
  texto: string;
  /** Only tells what it would do; nothing is written. */
  simular: boolean;
}

/**
 * Makes the catalogue what the file says, all or nothing, with audit rows, and gives the differences. A section that
 * the file lacks stays as it is. A record that its section lacks is made inactive where it can be, else removed; the
 * import is refused when something still refers to it. A simulation does all of it and takes it back.
 * Throws invalid `catalogo.arquivo` (facts problemas: Problema[]).
 */
export async function importarCatalogo(db: Database, { texto, simular }: Importacao): Promise<Diferenca[]> {
  const lido = lerTexto(texto);
  try {
    recusar(lido.problemas);
    const valor = lido.valor ?? {};
    recusar(problemasDeForma(valor));
    const arquivo = comoCatalogo(valor);
    recusar([...repetidos(arquivo), ...problemasDeRegra(arquivo)]);
    return await inTransaction(db, { origem: 'comando', operacao: 'catalogo.importar' }, async (tx) => {
      // Two imports at once would each write what it read before the other.
      await sql`select pg_advisory_xact_lock(hashtext('balcao catalogo'))`.execute(tx);
      recusar(await referenciasPerdidas(tx, arquivo));
      const found = diferencas(await lerCatalogo(tx), arquivo);
      recusar(await gravar(tx, found));
      if (simular) throw new Simulated(found);
      return found;
    });
  } catch (error) {
    if (error instanceof Simulated) return error.found;
    if (error instanceof DomainError && error.code === 'catalogo.arquivo') {
      const problemas = (error.facts['problemas'] as Problema[]).map((p) => ({ linha: lido.linha(p.caminho), ...p }));
      throw new DomainError('invalid', error.code, { problemas });
    }
    throw error;
  }
}

// Takes the transaction back and carries out what was found.
class Simulated extends Error {
  readonly found: Diferenca[];
  constructor(found: Diferenca[]) {
    super('simulation');
    this.found = found;
  }
}

/** The whole catalogue as the text of a file; importing it changes nothing. */
export async function exportarCatalogo(db: Reader): Promise<string> {
  return escreverTexto(await lerCatalogo(db));
}
