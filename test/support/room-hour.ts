import { ROOM } from "./staffed.ts";
import { MINUTE, type World } from "./world.ts";

/** What a room goes through in a busy while: words, threads, second thoughts, files, marks, comings and goings. */
export async function busyRoom(world: World): Promise<void> {
  const [dana, sam, kim, alex, lee] = ["dana", "sam", "kim", "alex", "lee"].map((name) => world.person(name));
  if (!dana || !sam || !kim || !alex || !lee) throw new Error("somebody is missing");
  const pause = () => world.pass(MINUTE);
  const hypothesis = await kim.say(ROOM, "It is the pool of db-1.");
  await pause();
  const reply = await sam.say(ROOM, "Sure? It was fine at noon.", { thread: hypothesis });
  await pause();
  await alex.join(ROOM);
  await pause();
  const rash = await alex.say(ROOM, "Who did that?");
  await pause();
  await kim.edit(hypothesis, "It is the pool of db-2.");
  await pause();
  await kim.edit(hypothesis, "It is the pool of db-2, look at the graph.");
  await dana.react(reply, "mag");
  await pause();
  await alex.delete(rash);
  await kim.upload(ROOM, { name: "pool.png", content: "png", text: "the pool since noon" });
  await pause();
  await dana.setTopic(ROOM, "All hands on db-2");
  await lee.join(ROOM);
  await pause();
  await lee.leave(ROOM);
  await dana.react(hypothesis, "bulb");
  await sam.react(hypothesis, "bulb");
  await pause();
  await sam.unreact(hypothesis, "bulb");
  await dana.unreact(reply, "mag");
  await sam.say(ROOM, "Rolled back, the pool drains.", { thread: hypothesis });
  await pause();
}
