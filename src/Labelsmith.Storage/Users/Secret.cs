using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Labelsmith.Storage.Users;

/// <summary>Secrets that people carry: 256 random bits, of which only the SHA-256 is stored. No salt and no slow
/// hash, since nobody can guess them; looking the hash up gives away nothing about the secret by its timing.</summary>
internal static class Secret
{
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
