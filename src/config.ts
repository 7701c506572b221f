import { resolve } from 'node:path';

/** A setting that is missing or cannot be read. The message names it and says what it takes. */
export class ConfigError extends Error {}

interface Setting<T> {
  name: string;
  /** What it is for, as the README and `balcao configuracao` show it. */
  about: string;
  /** The value without the variable, as text for people. */
  fallback: string;
  /** Never shown again once set. */
  secret: boolean;
  parse(text: string | undefined): T;
}

const setting = <T>(
  name: string,
  about: string,
  fallback: string,
  parse: (text: string | undefined) => T,
  secret = false,
): Setting<T> => ({ name, about, fallback, parse, secret });

const text = (name: string, fallback: string, about: string) =>
  setting(name, about, fallback, (value) => value ?? fallback);

const integer = (name: string, fallback: number, min: number, max: number, about: string) =>
  setting(name, about, String(fallback), (value) => {
    if (value === undefined) return fallback;
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < min || number > max) {
      throw new ConfigError(`${name} deve ser um número inteiro de ${min} a ${max}; está «${value}».`);
    }
    return number;
  });

const choice = <const T extends string>(name: string, options: readonly [T, ...T[]], about: string) =>
  setting(name, `${about} (${options.join(' | ')})`, options[0], (value): T => {
    if (value === undefined) return options[0];
    const found = options.find((option) => option === value);
    if (!found) throw new ConfigError(`${name} deve ser um de: ${options.join(', ')}; está «${value}».`);
    return found;
  });

const url = (name: string, protocols: readonly string[], about: string, parts: readonly string[] = []) =>
  setting(
    name,
    about,
    '',
    (value): string | null => {
      if (value === undefined) return null;
      if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol)) {
        throw new ConfigError(`${name} deve ser um endereço ${protocols.map((p) => `${p}//…`).join(' ou ')}.`);
      }
      const missing = parts.filter((part) => !value.includes(part));
      if (missing.length > 0) throw new ConfigError(`Falta ${missing.join(' e ')} no endereço de ${name}.`);
      return value;
    },
    true,
  );

const secret = (name: string, about: string) => setting(name, about, '', (value): string | null => value ?? null, true);

/** Every setting of the program, in the order of the README. */
export const settings = {
  host: text('HOST', '127.0.0.1', 'Endereço em que o servidor escuta'),
  port: integer('PORT', 8080, 0, 65535, 'Porta em que o servidor escuta; 0 escolhe uma livre'),
  dataDir: setting('BALCAO_DATA_DIR', 'Pasta dos dados: PostgreSQL embutido, chave e arquivos', './.balcao', (value) =>
    resolve(value ?? './.balcao'),
  ),
  databaseUrl: url(
    'DATABASE_URL',
    ['postgres:', 'postgresql:'],
    'PostgreSQL externo (15 ou mais novo); sem ela, o embutido na pasta dos dados',
  ),
  poolSize: integer('BALCAO_CONEXOES', 16, 6, 200, 'Conexões ao banco por processo'),
  key: setting(
    'BALCAO_CHAVE',
    'Chave mestra, ao menos 32 caracteres: assina os tokens; igual em todos os processos. Sem ela, é gerada e guardada na pasta dos dados',
    '',
    (value): string | null => {
      if (value !== undefined && value.length < 32)
        throw new ConfigError('BALCAO_CHAVE deve ter ao menos 32 caracteres.');
      return value ?? null;
    },
    true,
  ),
  log: choice('BALCAO_LOG', ['info', 'debug', 'warn', 'error', 'silent'], 'Nível do registro'),
  trustProxy: choice('BALCAO_PROXY', ['nao', 'sim'], 'Atrás de um proxy: o endereço do cliente vem de X-Forwarded-For'),
  demoOpen: choice('BALCAO_DEMO_EM_REDE', ['nao', 'sim'], 'Deixa a demonstração escutar fora da própria máquina'),
  documentos: choice(
    'BALCAO_DOCUMENTOS',
    ['estrito', 'tamanho'],
    'CPF e CNPJ: com dígitos verificadores, ou só o tamanho; a demonstração usa tamanho',
  ),
  tokenMinutes: integer('BALCAO_TOKEN_MINUTOS', 60, 1, 1440, 'Validade do Token, em minutos'),
  tokenRenewals: integer('BALCAO_TOKEN_RENOVACOES', 24, 0, 10_000, 'Quantas vezes um Token pode ser renovado'),
  smtpUrl: url('BALCAO_SMTP_URL', ['smtp:', 'smtps:'], 'Servidor de e-mail, smtp://usuario:senha@servidor:587'),
  smtpConnections: integer('BALCAO_SMTP_CONEXOES', 5, 1, 50, 'Conexões ao servidor de e-mail que cada processo mantém'),
  mailFrom: text('BALCAO_EMAIL_REMETENTE', 'Balcão <nao-responda@localhost>', 'Remetente dos e-mails'),
  faturaEmail: choice('BALCAO_FATURA_EMAIL', ['sim', 'nao'], 'Manda por e-mail a fatura digital quando é emitida'),
  smsUrl: url(
    'BALCAO_SMS_URL',
    ['http:', 'https:'],
    'Gateway de SMS por HTTP GET (Kannel sendsms), com {para} e {texto} no endereço',
    ['{para}', '{texto}'],
  ),
  smsAccents: choice('BALCAO_SMS_ACENTOS', ['tira', 'mantem'], 'Acentos que o alfabeto GSM-7 não tem'),
  smsParts: integer('BALCAO_SMS_PARTES', 3, 1, 10, 'Em quantos SMS um texto pode ser dividido antes de ser cortado'),
  infobipUrl: url(
    'BALCAO_INFOBIP_URL',
    ['http:', 'https:'],
    'Infobip: o endereço da conta, https://xxxxx.api.infobip.com',
  ),
  infobipKey: secret('BALCAO_INFOBIP_CHAVE', 'Infobip: a chave da API'),
  infobipSender: text('BALCAO_INFOBIP_REMETENTE', '', 'Infobip: o remetente dos SMS, como a conta o tem'),
  infobipReports: url(
    'BALCAO_INFOBIP_ENTREGAS_URL',
    ['http:', 'https:'],
    'Infobip: para onde vão os avisos de entrega, https://integrador:senha@servidor/ws/integracao/infobip/entregas',
  ),
  infobipApp: text('BALCAO_INFOBIP_2FA_APLICACAO', '', 'Infobip: a aplicação de 2FA'),
  infobipTemplate: text('BALCAO_INFOBIP_2FA_MENSAGEM', '', 'Infobip: o modelo de mensagem do PIN, na aplicação de 2FA'),
  filesS3: url(
    'BALCAO_ARQUIVOS_S3',
    ['http:', 'https:'],
    'Armazém de arquivos compatível com S3, https://chave:segredo@servidor/balde?region=…; sem ele, a pasta dos dados',
  ),
  spcUrl: url('BALCAO_SPC_URL', ['http:', 'https:'], 'SPC: endereço que responde às consultas (docs/partners.md)'),
  spcToken: secret('BALCAO_SPC_TOKEN', 'SPC: token do cabeçalho Authorization'),
  clearSaleUrl: url(
    'BALCAO_CLEARSALE_URL',
    ['http:', 'https:'],
    'Clear Sale: endereço que responde às consultas (docs/partners.md)',
  ),
  clearSaleToken: secret('BALCAO_CLEARSALE_TOKEN', 'Clear Sale: token do cabeçalho Authorization'),
  nfcomUrl: url(
    'BALCAO_NFCOM_URL',
    ['http:', 'https:'],
    'NFCom: serviço que tem o certificado, assina e transmite (docs/fiscal.md)',
  ),
  nfcomToken: secret('BALCAO_NFCOM_TOKEN', 'NFCom: token do cabeçalho Authorization'),
  pixUrl: url(
    'BALCAO_PIX_URL',
    ['https:', 'http:'],
    'API Pix do banco recebedor (padrão do Banco Central); parâmetros no endereço vão em cada requisição (docs/recebimento.md)',
  ),
  pixTokenUrl: url('BALCAO_PIX_TOKEN_URL', ['https:', 'http:'], 'Pix: endereço que dá o token (OAuth 2.0)'),
  pixCliente: text('BALCAO_PIX_CLIENTE', '', 'Pix: client_id da aplicação no banco'),
  pixSegredo: secret('BALCAO_PIX_SEGREDO', 'Pix: client_secret da aplicação no banco'),
  pixEscopos: text(
    'BALCAO_PIX_ESCOPOS',
    'cob.write cob.read cobv.write cobv.read pix.read pix.write webhook.write webhook.read',
    'Pix: escopos pedidos com o token',
  ),
  pixCertificado: text('BALCAO_PIX_CERTIFICADO', '', 'Pix: arquivo PEM do certificado de cliente (TLS mútuo)'),
  pixChave: text('BALCAO_PIX_CHAVE', '', 'Pix: arquivo PEM da chave desse certificado'),
  pixWebhookSegredo: setting(
    'BALCAO_PIX_WEBHOOK_SEGREDO',
    'Pix: parte secreta do endereço do webhook, de 32 a 128 letras, algarismos, - e _; sem ela não há webhook',
    '',
    (value): string | null => {
      if (value !== undefined && !/^[\w-]{32,128}$/.test(value))
        throw new ConfigError('BALCAO_PIX_WEBHOOK_SEGREDO deve ter de 32 a 128 letras, algarismos, - e _.');
      return value ?? null;
    },
    true,
  ),
  pixWebhookUrl: url(
    'BALCAO_PIX_WEBHOOK_URL',
    ['https:'],
    'Pix: endereço público deste servidor, para «balcao pix webhook»',
  ),
  oltUrl: url(
    'BALCAO_OLT_URL',
    ['http:', 'https:'],
    'Ponte que provisiona nas OLTs de todos os fabricantes (docs/partners.md)',
  ),
  oltToken: secret('BALCAO_OLT_TOKEN', 'Pontes das OLTs: token do cabeçalho Authorization'),
  oltZte: url('BALCAO_OLT_ZTE', ['http:', 'https:'], 'Ponte das OLTs ZTE, em lugar de BALCAO_OLT_URL'),
  oltNokia: url('BALCAO_OLT_NOKIA', ['http:', 'https:'], 'Ponte das OLTs Nokia, em lugar de BALCAO_OLT_URL'),
  oltHuawei: url('BALCAO_OLT_HUAWEI', ['http:', 'https:'], 'Ponte das OLTs Huawei, em lugar de BALCAO_OLT_URL'),
  oltFiberhome: url(
    'BALCAO_OLT_FIBERHOME',
    ['http:', 'https:'],
    'Ponte das OLTs Fiberhome, em lugar de BALCAO_OLT_URL',
  ),
  genieAcsUrl: url(
    'BALCAO_GENIEACS_URL',
    ['http:', 'https:'],
    'GenieACS (TR-069): interface northbound, http://servidor:7557, com usuario:senha@ onde um proxy os pede',
  ),
  creditDays: integer(
    'BALCAO_CREDITO_DIAS',
    0,
    0,
    365,
    'Por quantos dias a resposta de SPC ou Clear Sale sobre um documento vale de novo; 0 consulta sempre',
  ),
  gsanAssistente: text(
    'BALCAO_GSAN_ASSISTENTE',
    '',
    'GSAN: o nome do assistente virtual da companhia nos textos, como em «ED - Assistente virtual da CAER»',
  ),
  gsanSite: text('BALCAO_GSAN_SITE', '', 'GSAN: o site da companhia nos textos, como em «www.caer.com.br»'),
  eventDays: integer(
    'BALCAO_EVENTOS_DIAS',
    30,
    1,
    3650,
    'Por quantos dias os eventos podem ser lidos e reenviados (docs/webhooks.md)',
  ),
  codeMinutes: integer('BALCAO_CODIGO_MINUTOS', 15, 1, 1440, 'Validade do código de validação de e-mail, em minutos'),
  modelos: setting(
    'BALCAO_MODELOS',
    'Pasta com modelos de mensagens e documentos (e logo.png) que substituem os da pasta templates',
    '',
    (value): string | null => (value === undefined ? null : resolve(value)),
  ),
} satisfies Record<string, Setting<unknown>>;

export type Config = { readonly [K in keyof typeof settings]: ReturnType<(typeof settings)[K]['parse']> };

/**
 * Reads every setting once; `defaults`, by name, stand in for those of the program.
 * Throws ConfigError with all that is wrong, a line each.
 */
export function readConfig(
  env: NodeJS.ProcessEnv = process.env,
  defaults: Readonly<Record<string, string>> = {},
): Config {
  const wrong: string[] = [];
  const entries = Object.entries(settings).map(([key, { name, parse }]) => {
    try {
      return [key, parse(env[name]?.trim() || defaults[name])];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      wrong.push(error.message);
      return [key, undefined];
    }
  });
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'));
  return Object.fromEntries(entries) as Config;
}
