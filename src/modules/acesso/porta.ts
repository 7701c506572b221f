import { createHash } from 'node:crypto';
import { DomainError } from '#kernel/errors.ts';
import type { Changes } from '#platform/changes.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db.ts';
import { Lembranca } from './lembranca.ts';
import { Limites } from './limites.ts';
import { assinanteDoLogin, credencialAtiva, type Integrador } from './queries.ts';
import { senhaConfere, senhaDeNinguem } from './senha.ts';
import { contarTentativa, esquecerTentativas } from './tentativas.ts';
import { lerToken, type TokenLido, type TokenSettings } from './tokens.ts';

const LONGEST_USER = 200;

export interface Assinante {
  clienteId: number;
}

/** What is verified at the door of every dialect, and what is remembered of it for a short time. */
export class Porta {
  readonly tokenSettings: TokenSettings;
  readonly limites: Limites;
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #integradores: Lembranca<Integrador>;
  readonly #tokens: Lembranca<TokenLido>;
  readonly #assinantes: Lembranca<Assinante>;

  constructor(db: Database, clock: Clock, changes: Changes, tokenSettings: TokenSettings) {
    this.#db = db;
    this.#clock = clock;
    this.tokenSettings = tokenSettings;
    this.limites = new Limites(db, clock);
    this.#integradores = new Lembranca(changes.connected);
    this.#tokens = new Lembranca(changes.connected);
    this.#assinantes = new Lembranca(changes.connected);
    changes.on(({ acesso, token, cliente }) => {
      if (acesso) this.esquecer();
      if (token !== undefined) this.esquecerToken(token);
      if (cliente !== undefined) this.esquecerAssinante(cliente);
    });
  }

  /**
   * The integrator whom the header `Authorization: Basic …` names.
   * Throws unauthenticated `integrador.credencial`, tooMany `acesso.espere`.
   */
  integradorBasic(header: string | undefined, ip: string): Integrador | Promise<Integrador> {
    if (!header) throw new DomainError('unauthenticated', 'integrador.ausente');
    const found = this.#integradores.get(header, () => this.#verifyBasic(header, ip));
    return found instanceof Promise ? found.then(orRefuse('integrador.credencial')) : found;
  }

  /** The integrator of a GSAN key or Tiny token; null when there is none. */
  async integradorDaChave(tipo: 'gsan' | 'tiny', chave: string): Promise<Integrador | null> {
    return this.#integradores.get(`${tipo}\0${chave}`, async () => {
      const [row] = await credencialAtiva(this.#db, { tipo, identificador: identificadorDaChave(chave) });
      return row ?? null;
    });
  }

  /** Reads the header `Token` of this integrator. Throws unauthenticated `token.*`. */
  token(header: string | undefined, integrador: Integrador): TokenLido | Promise<TokenLido> {
    if (!header) throw new DomainError('unauthenticated', 'token.ausente');
    const check = (token: TokenLido | null): TokenLido => {
      if (!token) throw new DomainError('unauthenticated', 'token.invalido');
      if (token.expira <= this.#clock.now().getTime()) throw new DomainError('unauthenticated', 'token.expirado');
      if (token.integrador !== integrador.id) throw new DomainError('unauthenticated', 'token.alheio');
      return token;
    };
    const found = this.#tokens.get(header, () => lerToken(this.#db, this.#clock, this.tokenSettings, header));
    return found instanceof Promise ? found.then(check) : check(found);
  }

  /**
   * The subscriber whose login and password these are.
   * Throws unauthenticated `assinante.credencial`, tooMany `acesso.espere`.
   */
  async assinante(usuario: string, senha: string): Promise<Assinante> {
    const found = this.#assinantes.get(`${usuario}\0${senha}`, () => this.#verifyAssinante(usuario, senha));
    return orRefuse<Assinante>('assinante.credencial')(await found);
  }

  /**
   * The subscriber of a login whose password the integrator does not have: a chatbot that knows its customer otherwise.
   * Throws unauthenticated `assinante.credencial`.
   */
  async assinanteSemSenha(usuario: string): Promise<Assinante> {
    const row = await assinanteDoLogin(this.#db, usuario);
    return orRefuse<Assinante>('assinante.credencial')(row ? { clienteId: row.cliente_id } : null);
  }

  /** Forgets everything: a credential, an integrator or a token changed. */
  esquecer(): void {
    this.#integradores.forget();
    this.#tokens.forget();
    this.#assinantes.forget();
  }

  esquecerToken(jti: number): void {
    this.#tokens.forget((token) => token.jti === jti);
  }

  esquecerAssinante(clienteId: number): void {
    this.#assinantes.forget((assinante) => assinante.clienteId === clienteId);
  }

  async #verifyBasic(header: string, ip: string): Promise<Integrador | null> {
    const given = readBasic(header);
    if (!given) return null;
    const attempt = `basic:${given.user}:${ip}`;
    await contarTentativa(this.#db, attempt);
    const [row] = await credencialAtiva(this.#db, { tipo: 'basic', identificador: given.user });
    const right = row?.segredo_hash
      ? await senhaConfere(given.password, row.segredo_hash)
      : await senhaDeNinguem(given.password);
    if (!row || !right) return null;
    await esquecerTentativas(this.#db, attempt);
    const { segredo_hash: _, ...integrador } = row;
    return integrador;
  }

  async #verifyAssinante(usuario: string, senha: string): Promise<Assinante | null> {
    const row = await assinanteDoLogin(this.#db, usuario);
    // By customer: a login that is written with ever other punctuation stays one.
    const attempt = row ? `assinante#${row.cliente_id}` : `assinante:${usuario}`;
    await contarTentativa(this.#db, attempt);
    const right = row ? await senhaConfere(senha, row.senha_hash) : await senhaDeNinguem(senha);
    if (!row || !right) return null;
    await esquecerTentativas(this.#db, attempt);
    return { clienteId: row.cliente_id };
  }
}

/** Random secrets are stored and looked up by their SHA-256. */
export const identificadorDaChave = (chave: string): string => createHash('sha256').update(chave).digest('hex');

function readBasic(header: string): { user: string; password: string } | null {
  const [, encoded] = /^Basic\s+([A-Za-z0-9+/=]+)\s*$/i.exec(header) ?? [];
  if (!encoded) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1 || colon > LONGEST_USER || text.includes('\0')) return null;
  return { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

const orRefuse =
  <T>(code: string) =>
  (value: T | null): T => {
    if (value === null) throw new DomainError('unauthenticated', code);
    return value;
  };
