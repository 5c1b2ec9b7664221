using Akka.Actor;

namespace Akka.TestKit.TestActors;

/// <summary>Sends every message on to the test actor, and back to its sender unless told otherwise; in both cases in the sender's own name.</summary>
public class EchoActor : ReceiveActor
{
    /// <param name="echoBackToSenderAsWell">A message from the test actor itself is echoed once.</param>
    public EchoActor(TestKitBase testkit, bool echoBackToSenderAsWell = true) => ReceiveAny(message =>
    {
        var tester = testkit.TestActor;
        if (echoBackToSenderAsWell && !Sender.Equals(tester))
            Sender.Tell(message, Sender);
        tester.Tell(message, Sender);
    });

    public static Props Props(TestKitBase testkit, bool echoBackToSenderAsWell = true) =>
        Akka.Actor.Props.Create(() => new EchoActor(testkit, echoBackToSenderAsWell));
}
