package io.afluente.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.PictureFormats;
import io.afluente.image.decode.ImageFormat;
import io.javalin.http.BadRequestResponse;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes by HTTP is sent on as what it is; a browser goes by a file's name. */
class SubmittedTypeTest {
    @ParameterizedTest
    @EnumSource
    void shouldSendAPictureOnAsItsOwnFormat(ImageFormat format) {
        byte[] file = PictureFormats.file(format, 8);

        for (String declared :
                Arrays.asList(null, "image/*", "image/x-png", "image/jpg", format.contentType())) {
            assertThat(SubmitRoutes.typeOf(declared, file)).isEqualTo(format.contentType());
        }
    }

    @Test
    void shouldNotCallAPictureWhatItIsNot() {
        byte[] pdf = "%PDF-1.4....".getBytes(UTF_8);

        assertThat(SubmitRoutes.typeOf("image/png", pdf)).isEqualTo("image/*");
        assertThatThrownBy(() -> SubmitRoutes.typeOf("image/heic", pdf))
                .isInstanceOf(BadRequestResponse.class)
                .hasMessageContaining("not \"image/heic\"");
    }

    @Test
    void shouldLeaveOtherTypesAlone() {
        assertThat(SubmitRoutes.typeOf("application/json", new byte[] {1}))
                .isEqualTo("application/json");
        assertThat(SubmitRoutes.typeOf("application/octet-stream", new byte[] {1}))
                .isEqualTo("application/octet-stream");
        assertThat(SubmitRoutes.typeOf(null, "{}".getBytes(UTF_8))).isEqualTo("application/json");
    }
}
