import type { Readable } from 'node:stream';
import type { Changes } from '#platform/changes.ts';
import type { Database } from '#platform/db.ts';
import { EventStreams, type ServerEvent } from '#platform/event-stream.ts';
import { type LigacaoEntrante, ligacao, ligacoesDepoisDe } from './ligacoes.ts';

const evento = (data: LigacaoEntrante): ServerEvent => ({ id: data.id, name: 'ligacao', data });

/** Offers the calls that come in to the agents who listen, whichever process took them. */
export class LigacoesAoVivo {
  readonly #db: Database;
  readonly #streams = new EventStreams();
  #last = 0;

  constructor(db: Database, changes: Changes) {
    this.#db = db;
    changes.on(({ ligacao: id, acesso }) => {
      if (!this.#streams.busy) return;
      if (id !== undefined) void this.#tell(ligacao(db, id).then((found) => (found ? [found] : [])));
      // Also told after the line was down, when a call may have been missed.
      else if (acesso && this.#last > 0) void this.#tell(ligacoesDepoisDe(db, this.#last));
    });
  }

  /** The calls from now on; with `depoisDe` also those after that one, 500 at most. */
  ouvir(depoisDe: number | null): Promise<Readable> {
    return this.#streams.listen(async () =>
      depoisDe === null ? [] : (await ligacoesDepoisDe(this.#db, depoisDe)).map(evento),
    );
  }

  fechar(): void {
    this.#streams.close();
  }

  // What cannot be read now is read after the next reconnection, or by the agents when they come back.
  async #tell(reading: Promise<LigacaoEntrante[]>): Promise<void> {
    for (const found of await reading.catch(() => [])) {
      this.#last = Math.max(this.#last, found.id);
      this.#streams.send(evento(found));
    }
  }
}
