import { type Entregador, entregarEventos } from './entregar.ts';
import { publicarEventos } from './publicar.ts';

const INTERVAL_MS = 1000;

/** Publishes and delivers events while the server runs, each second; several processes share the work. */
export class Despachante {
  readonly #entregador: Entregador;
  readonly #onError: (error: unknown) => void;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<unknown> = Promise.resolve();
  #stopped = false;

  constructor(entregador: Entregador, onError: (error: unknown) => void) {
    this.#entregador = entregador;
    this.#onError = onError;
  }

  start(): void {
    this.#timer = setTimeout(() => {
      this.#running = this.run().then(
        () => this.#again(),
        (error) => {
          this.#onError(error);
          this.#again();
        },
      );
    }, INTERVAL_MS);
  }

  /** Publishes what has happened and delivers what is due. */
  async run(): Promise<void> {
    await publicarEventos(this.#entregador.db);
    await entregarEventos(this.#entregador);
  }

  /** Resolves when nothing of it runs any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#running;
  }

  #again(): void {
    if (!this.#stopped) this.start();
  }
}
