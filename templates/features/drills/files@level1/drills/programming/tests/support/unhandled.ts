/** What the lesson on errors warns of: a rejected promise that nobody waits for. */
void Promise.reject(new Error('the database is away'));
setTimeout(() => console.log('still here'), 50);
