// What (b) is measured against: Fastify, pg and one prepared query by primary key, with nothing of ours.
import fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({
  connectionString: process.env['DATABASE_URL'] ?? '',
  max: Number(process.env['BALCAO_CONEXOES']),
});
const app = fastify();

app.get<{ Params: { id: string } }>('/cliente/:id', async (request) => {
  const { rows } = await pool.query({
    name: 'cliente',
    text: 'select id, nome, documento, rg, email, nome_mae, nascimento from cliente where id = $1',
    values: [request.params.id],
  });
  return rows[0];
});

process.on('SIGTERM', () => app.close().then(() => pool.end()));
process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) })}\n`);
