// While working on the web app, its own server passes the API's calls on.
const api = { target: `http://127.0.0.1:${process.env.API_PORT ?? 3000}`, secure: false };

export default { '/api': api, '/metrics': api };
